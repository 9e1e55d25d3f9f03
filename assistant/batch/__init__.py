"""Many units: found in a folder or archive, drafted and checked one after another or in a few threads, summed up."""
