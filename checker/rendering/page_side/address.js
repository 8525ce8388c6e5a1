() => document.URL
