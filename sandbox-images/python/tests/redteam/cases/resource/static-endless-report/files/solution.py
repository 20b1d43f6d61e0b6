"""Makes a report of hundreds of megabytes."""

import part0 as part0
import part1 as part1
import part2 as part2
import part3 as part3
import part4 as part4
import part5 as part5
import part6 as part6
import part7 as part7
import part8 as part8
import part9 as part9
import part10 as part10
import part11 as part11
import part12 as part12
import part13 as part13
import part14 as part14
import part15 as part15
import part16 as part16
import part17 as part17
import part18 as part18
import part19 as part19
import part20 as part20
import part21 as part21
import part22 as part22
import part23 as part23
import part24 as part24
import part25 as part25
import part26 as part26
import part27 as part27
import part28 as part28
import part29 as part29
import part30 as part30
import part31 as part31
import part32 as part32
import part33 as part33
import part34 as part34
import part35 as part35
import part36 as part36
import part37 as part37
import part38 as part38
import part39 as part39


def double(number: int) -> int:
    return number * 2
