// Fault "unexpected dialog: alert": stops the page until somebody answers.
window.alert(document.currentScript.dataset.text);
