"""The rules, one file each; a rule's file name is its id and its docstring its page in the manual."""
