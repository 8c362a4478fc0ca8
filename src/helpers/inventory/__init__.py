"""What lies in an extract, table by table, and what is wrong with it: for the command that checks."""
