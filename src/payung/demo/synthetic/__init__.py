"""Invented persons, lists, events and answers: what the demo runs on and the tests are judged by.

Pure: no clock, no network; all chance comes from a seed. Every invented NIK has a serial 9xxx
(unless a planted defect spoils it), every telephone has 00 after the operator's prefix.
"""
