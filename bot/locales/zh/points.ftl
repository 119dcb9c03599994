privacy-matter-points = 你在各群的积分，以及每一分的来历。
