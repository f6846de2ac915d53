"""Recording Pause: pauses the recording of a call-centre rep's calls while a card number is read out."""

__version__ = "1.0.0"
