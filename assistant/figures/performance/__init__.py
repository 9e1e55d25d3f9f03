"""Self-evaluation (绩效自评): scores of forms, facts about them, what is wrong with them."""
