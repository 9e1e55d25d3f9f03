"""The commands of `juesuan` that have files of their own, and the options that several share."""
