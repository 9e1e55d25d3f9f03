"""From a file to its grids, from its grids to the accounts; and the reader of inputs."""
