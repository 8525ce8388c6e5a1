"""report/附件.xlsx: the table behind the notice, with a sheet for each kind of problem."""
