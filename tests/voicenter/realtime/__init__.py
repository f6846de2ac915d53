"""Tests of the live sight: tables for the pure parts, a scripted server for the unkind cases, and real socket.io."""
