"""The finished site goes to where people read it: checked, carried over whole, switched in one step."""
