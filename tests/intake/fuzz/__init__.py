"""Files that were right once and are spoilt at random: each must end in a report or in a clear sentence."""
