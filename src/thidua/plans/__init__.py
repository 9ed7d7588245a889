"""The plan (kế hoạch) as typed, immutable data. Pure: no Django, no network, no clock."""
