"""Drawing of posts: cards, pages, threads and what is in them."""
