// Talks to the service; every failure comes out in words.

/** What went wrong, for people: `message` says what, `detail` what to do. */
export class Failure extends Error {
  constructor(message, detail, status = 0) {
    super(message);
    this.detail = detail;
    this.status = status;
  }
}

let key = "";

/** Send a key with every page from now on; it is kept nowhere. "" sends none. */
export function useKey(given) {
  key = given;
}

/** Whether a key is sent. */
export function hasKey() {
  return key !== "";
}

/** What a status says where the answer is no problem of the service's own, as from a proxy in between. */
const STATUSES = {
  413: "The page is larger than what is read here.",
  429: "Too many requests; wait a moment.",
  502: "The service behind this address is not there.",
  503: "The service is busy or not ready.",
  504: "The page took too long.",
};

/**
 * The service's answer to a page.
 * @param {Blob} page
 * @param {string} asked the query, without "?"
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
export function clean(page, asked, signal) {
  // Whatever is pasted or dropped, the service looks at it: this media type claims nothing.
  const headers = { "Content-Type": page.type || "application/octet-stream" };
  if (key) headers.Authorization = `Bearer ${key}`;
  return request(asked ? `clean?${asked}` : "clean", { method: "POST", body: page, headers, signal });
}

/** A response of the service, which it gave with success. */
export async function request(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw navigator.onLine
      ? new Failure("The service cannot be reached.", "It may have stopped, or refused a page that is too large.")
      : new Failure("You are offline.", "The page stays here; try again when the connection is back.");
  }
  if (!response.ok) throw await failure(response);
  return response;
}

async function failure(response) {
  const wait = retryAfter(response);
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json");
  const problem = isProblem ? await response.json().catch(() => null) : null;
  const { status } = response;
  if (problem) return new Failure(`${problem.title} (${status}).`, `${problem.detail} ${wait}`.trim(), status);
  return new Failure(STATUSES[status] ?? `The service answered with status ${status}.`, wait, status);
}

function retryAfter(response) {
  const seconds = Number(response.headers.get("Retry-After"));
  if (!seconds) return "";
  return `Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
}
