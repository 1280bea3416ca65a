"""Run the command `annual-reports`: parse its arguments, call the room that does the work, print in Chinese.

May import every room; no room may import it. Decides nothing about reports: the rooms return what it prints.
Only this room prints and ends the process: status 0, 1 for errors, 2 for a usage error.
"""
