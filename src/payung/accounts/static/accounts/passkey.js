/* Passkeys: asks the browser to make or to use one, and sends its answer in the form's own field.
   Where the browser has none, the form is sent as it is and the site says what to do instead. */
(function () {
  "use strict";

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (c) { return c.charCodeAt(0); });
  }
  function text(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function asked(told) {
    var options = JSON.parse(told);
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    ["excludeCredentials", "allowCredentials"].forEach(function (name) {
      (options[name] || []).forEach(function (one) { one.id = bytes(one.id); });
    });
    return { publicKey: options };
  }
  function answered(made) {
    var response = { clientDataJSON: text(made.response.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (made.response[name]) { response[name] = text(made.response[name]); }
    });
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type,
      clientExtensionResults: {}, response: response });
  }

  document.querySelectorAll("[data-passkey]").forEach(function (place) {
    var form = place.matches("form") ? place : place.querySelector("form");
    if (!form || !window.PublicKeyCredential) { return; }
    form.addEventListener("submit", function (event) {
      var field = form.querySelector("input[name=jawaban]");
      if (field.value) { return; }
      event.preventDefault();
      var method = place.getAttribute("data-passkey");
      navigator.credentials[method](asked(place.getAttribute("data-options"))).then(function (made) {
        field.value = answered(made);
        form.requestSubmit ? form.requestSubmit() : form.submit();
      }).catch(function () {
        var fault = place.querySelector("[data-passkey-fault]");
        fault.textContent = fault.getAttribute("data-passkey-fault");
        fault.hidden = false;
        form.querySelector("button").disabled = false;
        form.removeAttribute("data-sent");
      });
    });
  });
})();
