// 朗读: the browser's own voice reads the page, paragraph by paragraph, and each is marked while it is read.
// Only voices of this device are used: others would send the text to somebody's server.
(() => {
  const speech = window.speechSynthesis;
  const button = document.getElementById("ar-read");
  const main = document.getElementById("content");
  if (!speech || !window.SpeechSynthesisUtterance || !button) return;

  const SKIPPED = "[hidden], [aria-hidden=true], form, script, noscript, nav, svg, textarea, select, .ar-actions, .ar-download, .ar-printed, .ar-song, details:not([open]) > :not(summary)";
  const LONGEST = 120; // characters: some browsers fall silent within a longer utterance
  const RATES = [0.8, 1, 1.25, 1.5];
  const LOADING = 1500; // milliseconds for voices to load
  const SLOWEST = 700; // milliseconds a character may take before a voice is taken to have stopped

  let player = null;
  let blocks = []; // what is read: element and text
  let at = -1; // the block that is read; -1 while none is
  let rest = []; // what is still to be said of it, the sentence that is being said first
  let rate = 1;
  let paused = false;
  let turn = 0; // an utterance that was cut off must not go on to the next
  let utterance = null; // kept, since some browsers forget one that nobody holds, and never say its end
  let late = 0;

  function voice() {
    const chinese = speech.getVoices().filter((one) => one.localService && /^(zh|cmn)([-_]|$)/i.test(one.lang));
    return chinese.find((one) => /^(zh|cmn)[-_](CN|Hans)/i.test(one.lang)) || chinese[0];
  }

  // Every text that can be seen, in the order of the page, by the paragraph that it stands in.
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

  // A row of a table is one paragraph.
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

  // Some browsers never come back from their own pause, so what is being said is cut off and said again.
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

  // From the first paragraph that is in sight, or the one after it.
  function start() {
    if (!voice()) return show("这台设备的浏览器没有中文语音，不能朗读", true);
    blocks = readable();
    const first = blocks.findIndex(({ element }) => element.getBoundingClientRect().top >= 0);
    read(first < 0 ? 0 : first);
  }

  // Some browsers load their voices only when they are first asked for.
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

  // With something to say of it the player stays, until it is closed.
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
    player.said.setAttribute("aria-live", over || paused ? "polite" : "off"); // no second voice over the first
    player.said.textContent = said;
    for (const one of [player.back, player.pause, player.on, player.rate]) one.hidden = over;
    player.pause.textContent = paused ? "继续" : "暂停";
    player.stop.textContent = over ? "关闭" : "停止";
    button.setAttribute("aria-pressed", String(!over));
  }

  // While it is there, the page makes room for it, so that nothing that has the focus is behind it.
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
    button.closest("section").after(box); // the next stop of the keyboard
    return made;
  }

  button.addEventListener("click", () => (at >= 0 ? stop("") : startWithVoices()));
  document.addEventListener("keydown", (event) => event.key === "Escape" && at >= 0 && stop(""));
  addEventListener("pagehide", () => at >= 0 && stop("")); // else the voice goes on on the next page
  speech.getVoices(); // it makes some browsers load them
})();
