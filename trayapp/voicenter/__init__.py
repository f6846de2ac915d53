"""The wire: everything that is said to Voicenter's servers, and how their answers are read. No Qt."""
