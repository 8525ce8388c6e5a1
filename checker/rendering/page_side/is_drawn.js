(most) =>
  // whether the page is drawn at all: while a style sheet of its head is under way, no frame comes. `most` in ms
  Promise.race([
    new Promise((done) => requestAnimationFrame(() => done(true))),
    new Promise((done) => setTimeout(() => done(false), most)),
  ])
