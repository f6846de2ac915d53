"""Every unkind thing that may happen to a mute request, as whole stories whose claims are compared with the tape."""
