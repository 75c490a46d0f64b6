"""A long run without faults: what grows?"""
