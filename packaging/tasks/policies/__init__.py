"""Policies for administrators, as documents: `python -m tasks.policies` in packaging/ writes them all anew."""
