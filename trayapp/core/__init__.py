"""The pure heart: events in, state and effects out, and a view of the state. No Qt, no input or output, no clock."""
