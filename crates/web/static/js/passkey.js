// Passkeys: a button asks the device and sends its answer as a form does. Without script, or without passkeys, the buttons stay hidden.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));

// What the server sends as base 64 becomes bytes, where the browser cannot do that by itself.
function options(json) {
  const key = json.publicKey;
  if (key.user) {
    return PublicKeyCredential.parseCreationOptionsFromJSON?.(key) ?? {
      ...key,
      challenge: bytes(key.challenge),
      user: { ...key.user, id: bytes(key.user.id) },
      excludeCredentials: (key.excludeCredentials ?? []).map((known) => ({ ...known, id: bytes(known.id) })),
    };
  }
  return PublicKeyCredential.parseRequestOptionsFromJSON?.(key) ?? { ...key, challenge: bytes(key.challenge), allowCredentials: [] };
}

function text(buffer) {
  const chars = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(chars).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function answer(credential) {
  if (credential.toJSON) return credential.toJSON();
  const { id, type, response } = credential;
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const parts = fields.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  return { id, rawId: text(credential.rawId), type, response: Object.fromEntries(parts), clientExtensionResults: {} };
}

async function ask(form) {
  const json = JSON.parse(form.dataset.passkeyOptions || "null") ?? (await begin(form));
  const publicKey = options(json);
  const credential = publicKey.user
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey });
  form.elements.answer.value = JSON.stringify(answer(credential));
  form.submit();
}

// The challenge is asked for when the button is pressed, so that it is not too old.
async function begin(form) {
  const body = new URLSearchParams({ _csrf: form.elements._csrf.value });
  const response = await fetch(form.dataset.passkeyBegin, { method: "POST", body, headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      await ask(form);
    } catch {
      failed.hidden = false;
    }
  });
}
