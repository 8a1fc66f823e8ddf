"""What Operation Encompass and Operation Endeavour share: telling a school about a child, once."""
