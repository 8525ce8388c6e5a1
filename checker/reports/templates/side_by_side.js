"use strict";
const slider = document.getElementById("slider");
if (slider) {
  const show = () => {
    document.getElementById("before").style.clipPath = `inset(0 ${100 - slider.value}% 0 0)`;
    document.getElementById("line").style.left = `${slider.value}%`;
  };
  slider.addEventListener("input", show);
  show();
}
