"""A monitor server, phones and a tape of our own, for the demo and the tests. Talks on the loopback only."""
