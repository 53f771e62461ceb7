"""Sales Management Analyzer: add new opportunities, or push the ones we have?"""
