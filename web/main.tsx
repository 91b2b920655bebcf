import { render } from 'preact';
import { openBrowserStore } from './page/browser-store.ts';
import { Loader } from './page/loader.tsx';
import { applyTheme, readTheme } from './page/theme.ts';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/menu.css';
import './styles/empty-state.css';
import './styles/composer.css';
import './styles/answer.css';
import './styles/dialogs.css';
import './styles/print.css';

const place = document.getElementById('page');
const store = openBrowserStore();
// Before anything is drawn, so that a page chosen dark never flashes white.
applyTheme(readTheme(store));
if (place !== null) render(<Loader store={store} />, place);
