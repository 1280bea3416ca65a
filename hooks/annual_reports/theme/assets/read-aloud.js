// 朗读: the browser's voice reads the page, paragraph by paragraph, and marks the paragraph that is being read.
// Only voices on this device are used: others send the text to a server. A classic script, since it also works when the
// site is opened from a folder, from which browsers load no modules.
(() => {
  const speech = window.speechSynthesis;
  const button = document.getElementById("ar-read");
  const main = document.getElementById("content");
  if (!speech || !window.SpeechSynthesisUtterance || !button) return;

  const SKIPPED = "[hidden], [aria-hidden=true], form, script, noscript, nav, svg, textarea, select, .ar-actions, .ar-download, .ar-printed, .ar-song, .ar-fact, details:not([open]) > :not(summary)";
  const LONGEST = 120; // characters; some browsers stop in the middle of a longer utterance
  const RATES = [0.8, 1, 1.25, 1.5];
  const LOADING = 1500; // milliseconds to wait for voices
  const SLOWEST = 700; // milliseconds per character; after that the voice has stopped

  let player = null;
  let blocks = []; // paragraphs: element and text
  let at = -1; // index of the block being read; -1 if none
  let rest = []; // sentences of the block still to be spoken, the current one first
  let rate = 1;
  let paused = false;
  let turn = 0; // number of the current utterance; a cancelled one must not start the next
  let utterance = null; // kept: some browsers collect an unreferenced utterance, and its end event never comes
  let late = 0;

  function voice() {
    const chinese = speech.getVoices().filter((one) => one.localService && /^(zh|cmn)([-_]|$)/i.test(one.lang));
    return chinese.find((one) => /^(zh|cmn)[-_](CN|Hans)/i.test(one.lang)) || chinese[0];
  }

  // Collect the visible text in page order, grouped by paragraph.
  function readable() {
    const found = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !parent.getClientRects().length || parent.closest(SKIPPED)) continue;
      const [element, part] = [blockOf(parent), parent.closest("th, td")];
      const last = found[found.length - 1];
      if (!last || last.element !== element) found.push({ element, part, text: walker.currentNode.data });
      else Object.assign(last, { part, text: last.text + (part === last.part ? "" : "，") + walker.currentNode.data });
    }
    return found.map(({ element, text }) => ({ element, text: text.replace(/\s+/g, " ").trim() }));
  }

  // Return the paragraph of an element; a table row is one paragraph.
  function blockOf(element) {
    const row = element.closest("tr");
    if (row) return row;
    let block = element;
    while (block !== main && /^(inline|contents)/.test(getComputedStyle(block).display)) block = block.parentElement;
    return block;
  }

  function pieces(text) {
    const sentences = text.match(/[^。！？；!?;]+[。！？；!?;]*|[。！？；!?;]+/g);
    const long = (sentence) => sentence.match(new RegExp(`.{1,${LONGEST}}(?:[，、,]|$)|.{1,${LONGEST}}`, "gsu"));
    return sentences.flatMap((sentence) => (sentence.length > LONGEST ? long(sentence) : [sentence]));
  }

  function say(text) {
    const mine = turn;
    const next = () => {
      if (mine !== turn) return;
      clearTimeout(late);
      rest.shift();
      goOn();
    };
    utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = "zh-CN";
    utterance.rate = rate;
    utterance.voice = voice();
    utterance.onend = next;
    utterance.onerror = () => mine === turn && stop("朗读停了，浏览器的语音没有响应");
    late = setTimeout(next, 3000 + (SLOWEST * text.length) / rate);
    speech.speak(utterance);
  }

  function goOn() {
    if (rest.length) say(rest[0]);
    else read(at + 1);
  }

  // Cancel the utterance. Pausing does so too, and repeats the sentence: some browsers never resume after pause().
  function hush() {
    turn += 1;
    clearTimeout(late);
    speech.cancel();
  }

  function mark(block) {
    for (const marked of document.querySelectorAll(".ar-reading")) marked.classList.remove("ar-reading");
    if (!block) return;
    block.classList.add("ar-reading");
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
  }

  function read(index) {
    hush();
    paused = false;
    if (index >= blocks.length) return stop("读完了");
    at = Math.max(0, index);
    rest = pieces(blocks[at].text);
    mark(blocks[at].element);
    tell();
    goOn();
  }

  function tell() {
    show(paused ? "已暂停" : `正在读第 ${at + 1} 段，共 ${blocks.length} 段`);
  }

  // Start at the first paragraph that begins in the viewport or below it.
  function start() {
    if (!voice()) return show("这台设备的浏览器没有中文语音，不能朗读", true);
    blocks = readable();
    const first = blocks.findIndex(({ element }) => element.getBoundingClientRect().top >= 0);
    read(Math.max(0, first));
  }

  // Some browsers load their voices only after the first request: wait for them.
  function startWithVoices() {
    if (speech.getVoices().length || !speech.addEventListener) return start();
    const waited = setTimeout(ready, LOADING);
    function ready() {
      clearTimeout(waited);
      speech.removeEventListener("voiceschanged", ready);
      if (at < 0) start();
    }
    speech.addEventListener("voiceschanged", ready);
  }

  // With a message the player stays open until it is closed.
  function stop(said) {
    const within = player.box.contains(document.activeElement);
    hush();
    paused = false;
    at = -1;
    mark(null);
    show(said, true);
    if (!said) hide(true);
    if (within) (said ? player.stop : button).focus();
  }

  function pauseOrGoOn() {
    paused = !paused;
    if (paused) hush();
    else goOn();
    tell();
  }

  function faster() {
    rate = RATES[(RATES.indexOf(rate) + 1) % RATES.length];
    player.rate.textContent = `语速 ${rate}`;
    if (at < 0 || paused) return;
    hush();
    goOn();
  }

  function show(said, over = false) {
    player = player || makePlayer();
    hide(false);
    player.said.setAttribute("aria-live", over || paused ? "polite" : "off"); // no screen reader over the voice
    player.said.textContent = said;
    for (const one of [player.back, player.pause, player.on, player.rate]) one.hidden = over;
    player.pause.textContent = paused ? "继续" : "暂停";
    player.stop.textContent = over ? "关闭" : "停止";
    button.setAttribute("aria-pressed", String(!over));
  }

  // While the player is visible the page leaves room for it, so that it never covers the focus.
  function hide(yes) {
    player.box.hidden = yes;
    document.documentElement.toggleAttribute("data-player", !yes);
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
    button.closest("section").after(box); // next in the tab order
    return made;
  }

  button.addEventListener("click", () => (at >= 0 ? stop("") : startWithVoices()));
  document.addEventListener("keydown", (event) => event.key === "Escape" && at >= 0 && stop(""));
  addEventListener("pagehide", () => at >= 0 && stop("")); // else the voice continues on the next page
  speech.getVoices(); // some browsers load their voices on this call
})();
