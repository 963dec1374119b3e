"""dhrcheck: the check before a Domestic Homicide Review is sent."""
