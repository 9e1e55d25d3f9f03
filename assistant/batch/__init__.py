"""Many units: found in a folder, archive, manifest or workbook, drafted and checked by processes here or on a cluster, summed up."""
