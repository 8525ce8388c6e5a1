"""The only room that knows Playwright: the browser, the visit, coming to rest, pictures, proof of sight, and what may be reached."""
