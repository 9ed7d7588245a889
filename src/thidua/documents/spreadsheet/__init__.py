"""Lists to Excel and back: typed columns out, typed rows or one sentence for each bad cell in.

Pure: bytes in, bytes out. Import from here, not from the modules below.
"""

from thidua.documents.spreadsheet.columns import Cell, Column, Kind, Problem, Row, Sheet, Table
from thidua.documents.spreadsheet.reading import read_table
from thidua.documents.spreadsheet.writing import sheet_name, write_xlsx

__all__ = ["Cell", "Column", "Kind", "Problem", "Row", "Sheet", "Table", "read_table", "sheet_name", "write_xlsx"]
