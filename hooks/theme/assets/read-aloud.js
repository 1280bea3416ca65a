// 朗读: the browser's own voice reads the page, paragraph by paragraph, and each is marked while it is read.
// Only voices of this device are used: others would send the text to somebody's server.
(() => {
  const speech = window.speechSynthesis;
  const button = document.getElementById("ar-read");
  const main = document.getElementById("content");
  if (!speech || !window.SpeechSynthesisUtterance || !button) return;

  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dd, tr, figcaption, summary, blockquote";
  const SKIPPED = "[hidden], [aria-hidden=true], form, script, noscript, nav, .ar-actions, .ar-download, .ar-printed";
  const LONGEST = 120; // characters: some browsers fall silent within a longer utterance
  const RATES = [0.8, 1, 1.25, 1.5];

  let player = null;
  let blocks = [];
  let at = -1;
  let rate = 1;
  let paused = false;
  let turn = 0; // an utterance that was cut off must not go on to the next

  function voice() {
    const chinese = speech.getVoices().filter((one) => one.localService && /^(zh|cmn)([-_]|$)/i.test(one.lang));
    return chinese.find((one) => /^(zh|cmn)[-_](CN|Hans)/i.test(one.lang)) || chinese[0];
  }

  function visible(block) {
    return block.getClientRects().length > 0 && !block.closest(SKIPPED);
  }

  // The smallest blocks only: a paragraph within a list item is read once.
  function readable() {
    return [...main.querySelectorAll(BLOCKS)].filter(
      (block) => visible(block) && !(block.tagName !== "TR" && block.closest("tr")) && !innerBlock(block) && words(block),
    );
  }

  function innerBlock(block) {
    return block.tagName !== "TR" && [...block.querySelectorAll(BLOCKS)].some(visible);
  }

  function words(block) {
    const parts = block.tagName === "TR" ? [...block.cells].map((cell) => cell.innerText) : [label(block), block.innerText];
    return parts.map((part) => part.replace(/\s+/g, " ").trim()).filter(Boolean).join("，");
  }

  // What a definition defines is said before it.
  function label(block) {
    return block.tagName === "DD" ? block.parentElement.querySelector("dt")?.innerText ?? "" : "";
  }

  function pieces(text) {
    const sentences = text.match(/[^。！？；!?;]+[。！？；!?;]*/g) || [text];
    const long = (sentence) => sentence.match(new RegExp(`.{1,${LONGEST}}(?:[，、,]|$)|.{1,${LONGEST}}`, "gsu"));
    return sentences.flatMap((sentence) => (sentence.length > LONGEST ? long(sentence) : [sentence]));
  }

  function say(text, then) {
    const mine = turn;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = "zh-CN";
    utterance.rate = rate;
    utterance.voice = voice();
    utterance.onend = () => mine === turn && then();
    utterance.onerror = (event) => {
      if (mine === turn && event.error !== "interrupted" && event.error !== "canceled") stop("朗读停了，浏览器的语音没有响应");
    };
    speech.speak(utterance);
  }

  function mark(block) {
    for (const marked of document.querySelectorAll(".ar-reading")) marked.classList.remove("ar-reading");
    if (!block) return;
    block.classList.add("ar-reading");
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
  }

  function read(index) {
    turn += 1;
    speech.cancel();
    speech.resume(); // a browser that was paused stays so
    paused = false;
    if (index >= blocks.length) return stop("读完了");
    at = Math.max(0, index);
    mark(blocks[at]);
    show(`正在读第 ${at + 1} 段，共 ${blocks.length} 段`);
    const rest = pieces(words(blocks[at]));
    const next = () => (rest.length ? say(rest.shift(), next) : read(at + 1));
    next();
  }

  // From the first paragraph that is in sight, or the one after it.
  function start() {
    if (!voice()) return show("这台设备的浏览器没有中文语音，不能朗读", true);
    blocks = readable();
    const first = blocks.findIndex((block) => block.getBoundingClientRect().top >= 0);
    read(first < 0 ? 0 : first);
  }

  function stop(said) {
    turn += 1;
    speech.cancel();
    paused = false;
    at = -1;
    mark(null);
    show(said, true);
    if (!said) player.box.hidden = true;
    if (!said) button.focus();
  }

  function pauseOrGoOn() {
    paused = !paused;
    if (paused) speech.pause();
    else speech.resume();
    show(paused ? "已暂停" : `正在读第 ${at + 1} 段，共 ${blocks.length} 段`);
  }

  function faster() {
    rate = RATES[(RATES.indexOf(rate) + 1) % RATES.length];
    player.rate.textContent = `语速 ${rate}`;
    if (at >= 0) read(at);
  }

  function show(said, over = false) {
    player ??= makePlayer();
    player.box.hidden = false;
    player.said.textContent = said;
    for (const one of [player.back, player.pause, player.on, player.rate]) one.hidden = over;
    player.pause.textContent = paused ? "继续" : "暂停";
    player.stop.textContent = over ? "关闭" : "停止";
    button.setAttribute("aria-pressed", String(!over));
  }

  function makePlayer() {
    const box = document.createElement("section");
    box.className = "ar-player";
    box.setAttribute("aria-label", "朗读");
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    box.append(said);
    const press = (text, what) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "ar-button", textContent: text });
      made.addEventListener("click", what);
      box.append(made);
      return made;
    };
    const made = { box, said };
    made.back = press("上一段", () => read(at - 1));
    made.pause = press("暂停", pauseOrGoOn);
    made.on = press("下一段", () => read(at + 1));
    made.rate = press("语速 1", faster);
    made.stop = press("停止", () => stop(""));
    box.addEventListener("keydown", (event) => event.key === "Escape" && stop(""));
    document.body.append(box);
    return made;
  }

  button.addEventListener("click", () => (at >= 0 ? stop("") : start()));
  addEventListener("pagehide", () => speech.cancel()); // else the voice goes on on the next page
  speech.getVoices(); // some browsers begin to load them when first asked
})();
