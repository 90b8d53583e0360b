"""The demonstration: an invented city, and its year told through the services of the screens.

Owns no table; `synthetic` (pure) invents people, lists and answers, `mainjob` tells the year.
Touches any room through its services; stands above all, and nothing imports it.
Called by the commands `payung demo` and `payung sample-lists`, and by benchmarks.
"""
