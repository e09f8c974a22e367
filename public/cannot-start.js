// Says why the page cannot start, where it cannot: it is a plain script of its own, since a page that is shut in (in a frame with the attribute
// sandbox, or opened as a file) may load neither modules nor workers, and so none of the page's texts.
(function () {
  'use strict';
  var chinese = /^zh\b/i.test((navigator.languages || [navigator.language]).find(function (one) { return /^(en|zh)\b/i.test(one); }) || '');
  var texts = {
    file: chinese
      ? '此页面是作为文件打开的，浏览器因此不允许它加载自己的程序和图像数据，无法训练。请在项目文件夹中运行 npm start，或将整个文件夹放到任意静态服务器上，再从那里打开。'
      : 'This page was opened as a file, and browsers then let it load neither its program nor its images. Run npm start in the project’s folder, or put the whole folder on any static server, and open it from there.',
    sandbox: chinese
      ? '此页面位于受限的框架（sandbox）中：浏览器在其中不允许它加载程序、启动训练线程，也不允许保存任何内容。请在单独的标签页中打开它，或由嵌入它的页面在 sandbox 属性中加上 allow-same-origin。'
      : 'This page is in a sandboxed frame, where the browser lets it load no program, start no worker to train in, and keep nothing. Open it in a tab of its own, or have the page around it add allow-same-origin to the frame’s attribute sandbox.',
    broken: chinese
      ? '此页面的一部分无法加载。没有丢失任何内容：请检查网络连接或服务器，然后重新加载。'
      : 'A part of this page could not be loaded. Nothing was lost: check the connection or the server, then load the page again.',
    link: chinese ? '在单独的标签页中打开' : 'Open it in a tab of its own',
  };

  function show(reason) {
    var root = document.getElementById('root');
    // Once the page stands it tells its own troubles.
    if (root === null || root.firstChild !== null) return;
    var text = document.createElement('p');
    text.setAttribute('role', 'alert');
    text.lang = chinese ? 'zh-CN' : 'en';
    text.textContent = texts[reason];
    Object.assign(text.style, { maxWidth: '36em', margin: '15vh auto 0', padding: '0 24px', font: '16px/1.6 system-ui, sans-serif' });
    if (reason === 'sandbox') {
      var link = document.createElement('a');
      Object.assign(link, { href: location.href, target: '_blank', rel: 'noreferrer', textContent: texts.link });
      Object.assign(link.style, { display: 'block', marginTop: '12px', color: 'inherit' });
      text.append(link);
    }
    root.append(text);
  }

  function whenThere(reason) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', function () { show(reason); });
    else show(reason);
  }

  if (location.protocol === 'file:') whenThere('file');
  else if (window.origin === 'null') whenThere('sandbox');
  else {
    // Errors of loading do not bubble.
    window.addEventListener('error', function (event) {
      if (event.target instanceof HTMLScriptElement) whenThere('broken');
    }, true);
  }
})();
