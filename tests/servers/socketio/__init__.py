"""Real socket.io servers from npm, run by Node.js, with the vendor's login in front of them."""
