/* Payung's own script: it only adds comfort. Every page works without it.
   1 the live echo of a NIK   2 keys 1-2-3 in a review   3 one press, one request
   4 the record's id, made on the device   5 the focus on the error summary
   6 a form with data-keep waits for the network instead of getting lost */
(function () {
  "use strict";

  var MONTHS = { id: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    en: "January February March April May June July August September October November December" };
  var WORDS = {
    id: { left: "angka lagi", many: "Lebih dari 16 angka.", born: "Lahir", first: "Pertama terdaftar di", L: "laki-laki", P: "perempuan",
      letters: "NIK hanya berisi angka.", date: "Tanggal lahir di dalam NIK tidak ada di kalender." },
    en: { left: "digits to go", many: "More than 16 digits.", born: "Born", first: "First registered in", L: "male", P: "female",
      letters: "A NIK has digits only.", date: "The birth date inside the NIK is not in the calendar." }
  };
  // By the first two digits; 91 to 96 changed hands in 2022, so they all read Papua.
  var PROVINCES = { 11: "Aceh", 12: "Sumatera Utara", 13: "Sumatera Barat", 14: "Riau", 15: "Jambi",
    16: "Sumatera Selatan", 17: "Bengkulu", 18: "Lampung", 19: "Kepulauan Bangka Belitung", 21: "Kepulauan Riau",
    31: "DKI Jakarta", 32: "Jawa Barat", 33: "Jawa Tengah", 34: "DI Yogyakarta", 35: "Jawa Timur", 36: "Banten",
    51: "Bali", 52: "Nusa Tenggara Barat", 53: "Nusa Tenggara Timur", 61: "Kalimantan Barat",
    62: "Kalimantan Tengah", 63: "Kalimantan Selatan", 64: "Kalimantan Timur", 65: "Kalimantan Utara",
    71: "Sulawesi Utara", 72: "Sulawesi Tengah", 73: "Sulawesi Selatan", 74: "Sulawesi Tenggara", 75: "Gorontalo",
    76: "Sulawesi Barat", 81: "Maluku", 82: "Maluku Utara", 91: "Papua", 92: "Papua", 93: "Papua", 94: "Papua",
    95: "Papua", 96: "Papua" };
  var lang = document.documentElement.lang === "en" ? "en" : "id";
  var words = WORDS[lang];

  function birthDate(nik, today) {
    var day = Number(nik.slice(6, 8)) % 40, month = Number(nik.slice(8, 10)), year = Number(nik.slice(10, 12));
    if (Number(nik.slice(6, 8)) === 40) { return null; }
    year += 2000 + year <= today.getFullYear() ? 2000 : 1900;
    var date = new Date(year, month - 1, day);
    if (date > today) { date = new Date(year - 100, month - 1, day); }
    return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
  }

  function echo(text) {
    var nik = text.replace(/[ .\-\u00a0]/g, "");
    if (!nik) { return ""; }
    if (/\D/.test(nik)) { return words.letters; }
    if (nik.length > 16) { return words.many; }
    if (nik.length < 16) { return 16 - nik.length + " " + words.left; }
    var born = birthDate(nik, new Date());
    if (!born) { return words.date; }
    var sex = Number(nik.slice(6, 8)) > 40 ? words.P : words.L;
    var place = PROVINCES[nik.slice(0, 2)];
    var month = MONTHS[lang].split(" ")[born.getMonth()];
    return words.born + " " + born.getDate() + " " + month + " " + born.getFullYear() + ", " + sex + "."
      + (place ? " " + words.first + " " + place + "." : "");
  }

  function wire(root) {
    root.querySelectorAll("input[data-nik]").forEach(function (input) {
      var place = document.getElementById(input.id + "_echo");
      if (!place) { return; }
      var say = function () { place.textContent = echo(input.value); };
      input.addEventListener("input", say);
      say();
    });
    root.querySelectorAll("input[data-record-id]").forEach(function (input) {
      if (!input.value && window.crypto && crypto.randomUUID) { input.value = crypto.randomUUID(); }
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) { return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var button = document.querySelector('[data-key="' + event.key + '"]');
    if (button) { event.preventDefault(); button.click(); }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (form.dataset.keep === undefined || navigator.onLine) { return; }
    event.preventDefault();
    var words = document.querySelector("[data-offline]");
    if (words) { words.hidden = false; words.scrollIntoView(); }
    window.addEventListener("online", function () {
      delete form.dataset.sent;
      if (words) { words.hidden = true; }
      form.requestSubmit();
    }, { once: true });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  wire(document);
  document.addEventListener("htmx:load", function (event) { wire(event.target); });
  var errors = document.querySelector("[data-focus]");
  if (errors) { errors.focus(); }
})();
