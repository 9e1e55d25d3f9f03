"""House style: how a place writes its numbers."""

from schemas.frozen import Frozen


class HouseStyle(Frozen):
    """Decimals, trailing zeros and thousands commas of money (万元) and of percentages."""

    money_decimals: int = 2
    money_trailing_zeros: bool = False
    money_commas: bool = True
    percent_decimals: int = 1
    percent_trailing_zeros: bool = False
