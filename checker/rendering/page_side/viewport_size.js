() => [innerWidth, innerHeight]
