"""Tests of the whole program under wine, driven from outside."""
