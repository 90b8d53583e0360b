/* Payung's own script: it only adds comfort. Every page works without it.
   1 the live echo of a NIK   2 keys 1-2-3 in a review   3 one press, one request
   4 the record's id, made on the device   5 the focus on the error summary
   6 a form with data-keep waits for the network instead of getting lost   7 what is kept is said */
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
    root.querySelectorAll("input[data-from-hash]").forEach(function (input) {
      if (!input.value && location.hash.length > 8) { input.value = decodeURIComponent(location.hash.slice(1, 21)); }
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

  /* 6: what a form with data-keep sends is sent again until an answer comes back, whatever the browser
     says of the network. Its server knows the record's id, so that twice sent is once done. */
  var PATIENCE = 20000, PAUSE = 5000, BUSY = [429, 502, 503, 504];

  function tell(waiting) {
    var place = document.querySelector("[data-offline]");
    if (place) { place.hidden = !waiting; if (waiting) { place.scrollIntoView({ block: "nearest" }); } }
    window.onbeforeunload = waiting ? function (event) { event.preventDefault(); } : null;
  }

  function later(act) {
    var done = false, once = function () { if (!done) { done = true; act(); } };
    window.addEventListener("online", once, { once: true });
    setTimeout(once, PAUSE);
  }

  function patience(body) {
    var bytes = 0;
    body.forEach(function (value) { bytes += value.size || 0; });
    return PATIENCE + bytes / 5;  // a photo goes at 5 kB a second, too
  }

  function send(address, body) {
    var stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, patience(body));
    fetch(address, { method: "POST", body: body, signal: stop.signal, headers: { "X-Kept": "1" } })
      .then(function (answer) {
        if (BUSY.indexOf(answer.status) >= 0) { throw new Error("busy"); }
        return answer.text().then(function (page) {
          clearTimeout(timer);
          tell(false);
          var to = answer.headers.get("X-To");
          if (to) { location.assign(to); return; }
          document.open(); document.write(page); document.close();
        });
      })
      .catch(function () { clearTimeout(timer); tell(true); later(function () { send(address, body); }); });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (form.dataset.keep === undefined || !window.fetch || !window.AbortController) { return; }
    event.preventDefault();
    var body = new FormData(form);
    if (button && button.name) { body.append(button.name, button.value); }
    send(button && button.getAttribute("formaction") || form.getAttribute("action") || location.href, body);
  });

  /* 7: beside a form that is kept while it is typed stands whether it is. */
  var unsaved;
  document.addEventListener("input", function (event) {
    var form = event.target.form, place = document.getElementById("tersimpan");
    if (place && form && form.hasAttribute("hx-post")) { place.textContent = place.dataset.saving; }
  });
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var place = document.getElementById("tersimpan"), form = event.target;
      if (!place || !form.hasAttribute("hx-post")) { return; }
      place.textContent = place.dataset.unsaved;
      clearTimeout(unsaved);
      unsaved = setTimeout(function () { window.htmx.trigger(form, "change"); }, PAUSE);
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  wire(document);
  document.addEventListener("htmx:load", function (event) { wire(event.target); });
  var errors = document.querySelector("[data-focus]");
  if (errors) { errors.focus(); }
})();
