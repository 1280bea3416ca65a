"""公文式样: a report as GB/T 9704-2012 prints it, for who wants paper.

Report ─ form ─► HTML ─ printing ─► PDF, kept on the shelf until its text changes
         fonts: what stands in for fonts that a machine does not have
"""
