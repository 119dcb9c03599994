privacy-matter-points = How many points you hold in a group, and what each of them came from.
