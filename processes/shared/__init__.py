"""What several processes decide in the same way; pure, no screen and no file of the force."""
