"""The reviewer's brief: a page or two on one review, in the order in which a panel reads.

``making.make_brief`` gathers it from a report; one module a form sets it. Everything in it was found
by the check or is said not to have been found, with the pages looked on.
"""
