"""Assessment: facts, indicators over them, cards, grades and whoever may see what. Pure, integers and fractions."""
